/** Notations in which bytes can be pasted into a test or a program. */
export const LITERAL_FORMATS = ['hex', 'c', 'python', 'javascript', 'go'] as const;

export type LiteralFormat = (typeof LITERAL_FORMATS)[number];
