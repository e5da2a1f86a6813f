/** What can be put on the clipboard. */
export type CopyKind = 'request' | 'response' | 'curl' | 'node';
