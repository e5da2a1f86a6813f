/** Hex digits in pairs. */
export const spaced = (hex: string): string => (hex.match(/../g) ?? []).join(' ');
