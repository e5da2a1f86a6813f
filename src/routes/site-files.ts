import { asset } from '$app/paths';
import type { SampleName } from '../views/capture/samples.ts';

async function textAt(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  return response.text();
}

/** A file of `examples/`; rejects where it cannot be had. */
export const fetchExample = (name: string): Promise<string> =>
  textAt(`${asset('/examples/index.json').replace('index.json', '')}${name}`);

/** Rejects where it cannot be had. */
export const fetchSample = (name: SampleName): Promise<string> =>
  textAt(asset(`/samples/${name}.txt`));
