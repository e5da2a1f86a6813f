import type { Row } from './handshake-heads.ts';
import { BROKEN_REQUESTS, KEPT_REQUESTS } from './handshake-requests.ts';
import { BROKEN_RESPONSES, KEPT_RESPONSES } from './handshake-responses.ts';

export * from './handshake-heads.ts';

/** Each breaks one rule and no other. */
export const BROKEN: readonly Row[] = [...BROKEN_REQUESTS, ...BROKEN_RESPONSES];

/** Each just does not break its rule, nor any other. */
export const KEPT: readonly Row[] = [...KEPT_REQUESTS, ...KEPT_RESPONSES];
