import * as Comlink from 'comlink';
import type { Session } from './api.ts';

/**
 * Lets an AbortSignal cross to the worker: it goes as a port that says `abort` once.
 * Only top-level arguments pass through transfer handlers.
 */
const signalHandler: Comlink.TransferHandler<AbortSignal, { aborted: boolean; port: MessagePort }> =
  {
    canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
    serialize(signal) {
      const { port1, port2 } = new MessageChannel();
      signal.addEventListener('abort', () => port1.postMessage('abort'), { once: true });
      return [{ aborted: signal.aborted, port: port2 }, [port2]];
    },
    deserialize({ aborted, port }) {
      const controller = new AbortController();
      if (aborted) controller.abort();
      port.onmessage = () => controller.abort();
      return controller.signal;
    },
  };

/** Both ends of a channel must call this before they talk. */
export function installHandlers(): void {
  Comlink.transferHandlers.set('AbortSignal', signalHandler);
}

/** Lets a session be asked through an endpoint. What it finds may be large, and is not copied. */
export function expose(session: Session, endpoint?: Comlink.Endpoint): void {
  installHandlers();
  const served: Session = {
    ...session,
    async find(...asked) {
      const rows = await session.find(...asked);
      return Comlink.transfer(rows, [rows.buffer]);
    },
    async map(...asked) {
      const map = await session.map(...asked);
      return Comlink.transfer(map, [map.up.buffer, map.down.buffer, map.worst.buffer]);
    },
  };
  Comlink.expose(served, endpoint);
}
