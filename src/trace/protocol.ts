/** What is spoken on a connection; `none` is nothing that is read here. */
export type Protocol = 'websocket' | 'http' | 'http2' | 'tls' | 'none';
