/** The four ways for news to reach a browser; a lane each. */
export const TRANSPORTS = ['polling', 'long-polling', 'streaming', 'websocket'] as const;

export type Transport = (typeof TRANSPORTS)[number];
