import type { RuleId } from '../../codec/ids.ts';
import { statusOf } from '../../codec/http/message.ts';
import type { JudgedHandshake, JudgedHead } from './judge.ts';

/** What a strict server does with a request: RFC 6455 §4.2.1, §4.2.2. */
export type ServerOutcome =
  | { readonly kind: 'unread' | 'plain' | 'tunnel' | 'opens' }
  | { readonly kind: 'refuses'; readonly status: number; readonly rule: RuleId };

/** What a strict client does with the answer: RFC 6455 §4.1. */
export type ClientOutcome =
  | { readonly kind: 'unread' | 'unasked' | 'opens' | 'not-yet' }
  | { readonly kind: 'http'; readonly status: number | null }
  | { readonly kind: 'fails'; readonly rule: RuleId };

export function serverOutcome({ head, fault, violations }: JudgedHead): ServerOutcome {
  if (fault === 'no-handshake') {
    const isTunnel = head?.kind === 'request' && head.start.method.text === 'CONNECT';
    return { kind: isTunnel ? 'tunnel' : 'plain' };
  }
  if (fault !== null) return { kind: 'unread' };
  for (const { rule, status } of violations) {
    if (status !== null) return { kind: 'refuses', status, rule };
  }
  return { kind: 'opens' };
}

export function clientOutcome({ request, response, handshake }: JudgedHandshake): ClientOutcome {
  const { head } = response;
  if (head?.kind !== 'response') return { kind: 'unread' };
  const status = statusOf(head);
  if (status !== 101) {
    return status !== null && status < 200 ? { kind: 'not-yet' } : { kind: 'http', status };
  }
  const wrong = response.violations.find(({ severity }) => severity === 'error');
  if (wrong) return { kind: 'fails', rule: wrong.rule };
  if (request.head?.kind !== 'request') return { kind: 'unasked' };
  // without a key nobody can tell what the answer should be
  return { kind: handshake.succeeded ? 'opens' : 'unasked' };
}
