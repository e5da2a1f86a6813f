import * as Comlink from 'comlink';

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
