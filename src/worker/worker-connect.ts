/** As far as it is used here: https://w3c.github.io/trusted-types/dist/spec/ */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

/** The only addresses that a page may run as a worker: this site's own. The policy of every page names it. */
const policy = trustedTypes?.createPolicy('wire101-worker', { createScriptURL: ownAddress });

function ownAddress(address: string): string {
  const { origin } = new URL(address, location.href);
  if (origin !== location.origin) throw new TypeError(`${origin} is not this site`);
  return address;
}

/** An address of this site as browsers with Trusted Types want it: for a worker, or a service worker. */
export const ownScript = (address: string): string =>
  policy?.createScriptURL(address) ?? ownAddress(address);

/** Starts a worker from a script of this site; `onfail` is called where it dies by itself. */
export function launchWorker(address: string, onfail: () => void): Worker {
  const worker = new Worker(ownScript(address), { type: 'module' });
  worker.addEventListener('error', onfail);
  worker.addEventListener('messageerror', onfail);
  return worker;
}
