/** Labels are set in 11 px of a monospaced font, whose digits are 0.6 em wide or a little more. */
export const LABEL_SIZE = 11;
const ADVANCE = 6.7;
const PADDING = 6;

export const textWidth = (text: string): number => text.length * ADVANCE + PADDING;
