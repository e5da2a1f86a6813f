import type { Endpoint } from './tcp-packet.ts';

/** TEST-NET-1 and TEST-NET-2, which belong to nobody: RFC 5737 §3. */
const CLIENTS = [192, 0, 2] as const;
const SERVER = Uint8Array.of(198, 51, 100, 1);

/** The ports that no service has: RFC 6335 §6. */
const FIRST_CLIENT_PORT = 49_152;
const CLIENT_PORTS = 16_384;
const HTTP_PORT = 80;

/**
 * The two ends of a connection as `address:port` tells them. What it does not tell in numbers stands as an address for
 * documentation, with a port of its own for each connection. Where they do not agree on a version of IP, it is 4.
 */
export function endpointsOf(
  client: string | null,
  server: string | null,
  id: number,
): { readonly client: Endpoint; readonly server: Endpoint } {
  const from = parse(client);
  const to = parse(server);
  const example = Uint8Array.of(...CLIENTS, 1 + (Math.floor(id / CLIENT_PORTS) % 254));
  const agree = from.address?.length === to.address?.length;
  const stand = (address: Uint8Array | null, by: Uint8Array): Uint8Array =>
    address !== null && (agree || address.length === 4) ? address : by;
  return {
    client: {
      address: stand(from.address, example),
      port: from.port ?? FIRST_CLIENT_PORT + (id % CLIENT_PORTS),
    },
    server: { address: stand(to.address, SERVER), port: to.port ?? HTTP_PORT },
  };
}

function parse(text: string | null): { address: Uint8Array | null; port: number | null } {
  const parts = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text ?? '');
  if (parts === null) return { address: null, port: null };
  const port = parts[3] === undefined ? null : Number(parts[3]);
  return {
    address: parts[1] === undefined ? parseIpv4(parts[2] ?? '') : parseIpv6(parts[1]),
    port: port !== null && port <= 0xffff ? port : null,
  };
}

export function parseIpv4(text: string): Uint8Array | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null;
  const numbers = text.split('.').map(Number);
  return numbers.every((number) => number < 256) ? Uint8Array.from(numbers) : null;
}

/** Any way to write an address: RFC 4291 §2.2. */
export function parseIpv6(text: string): Uint8Array | null {
  const halves = text.split('::').map(groupsOf);
  const [head, tail] = halves;
  if (head === undefined || halves.length > 2 || halves.some((half) => half === null)) return null;
  const groups = [...(head ?? [])];
  if (tail !== undefined) {
    const zeros = 8 - groups.length - tail!.length;
    if (zeros < 1) return null;
    groups.push(...new Array<number>(zeros).fill(0), ...tail!);
  }
  if (groups.length !== 8) return null;
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]));
}

/** The groups of 16 bits between single colons; the last two may be written as IPv4. */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parseIpv4(parts.at(-1)!);
  if (last !== null) parts.pop();
  if (!parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return null;
  const groups = parts.map((part) => parseInt(part, 16));
  return last === null
    ? groups
    : [...groups, (last[0]! << 8) | last[1]!, (last[2]! << 8) | last[3]!];
}
