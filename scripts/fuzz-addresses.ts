import { formatSetup, parseSetup } from '../src/simulation/address.ts';
import { scenariosOf } from '../src/simulation/setup.ts';
import { readAddress, writeAddress, writePacked, writePlain } from '../src/state/address.ts';
import { must } from './fuzz-laws.ts';

/** The fragments of the race and of the decoder: any is read, and what is written of it opens the same again. */
export async function checkAddress(fragment: string): Promise<void> {
  checkRace(fragment);
  await checkDecoder(fragment);
}

function checkRace(fragment: string): void {
  const { setup } = parseSetup(new URLSearchParams(fragment));
  const written = formatSetup(setup);
  const again = parseSetup(written);
  must(again.faults.length === 0, 'a written race has no fault');
  must(String(formatSetup(again.setup)) === String(written), 'a written race is the same race');
  must(scenariosOf(setup).length > 0, 'a race has a lane');
}

async function checkDecoder(fragment: string): Promise<void> {
  const address = await readAddress(`#${fragment}`);
  if (address.contents.length === 0) return;
  const { contents, kind } = address;
  const { text } = writePlain(contents, kind) ?? (await writePacked(contents, kind));
  const again = await readAddress(writeAddress(text, address));
  must(!again.damaged, 'a written address is not damaged');
  if (text === '') return;
  must(sizesOf(again.contents) === sizesOf(contents), 'a written address holds the same input');
  must(again.row === address.row && again.direction === address.direction, 'and the same place');
}

/** Bare digits lose their white space: how much there is else must stay. */
const sizesOf = (contents: Awaited<ReturnType<typeof readAddress>>['contents']): string =>
  contents
    .map((each) =>
      'text' in each ? each.text.replace(/\s+/g, '').length : `${each.name} ${each.bytes.length}`,
    )
    .join();
