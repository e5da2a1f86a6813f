import { formatSetup, parseSetup } from '../src/simulation/address.ts';
import { bytesOf } from '../src/composer/frames/units.ts';
import { scenariosOf } from '../src/simulation/setup.ts';
import { readAddress, writeAddress, writePacked, writePlain } from '../src/state/address.ts';
import { readComposed, writePackedDraft, writePlainDraft } from '../src/state/composer-address.ts';
import { readExampleAddress, writeExampleAddress } from '../src/state/example-address.ts';
import { readMarks, writePackedMarks, writePlainMarks } from '../src/state/marks-address.ts';
import { EMBED_KINDS, readEmbed, writeEmbed } from '../src/views/embed/options.ts';
import { must } from './fuzz-laws.ts';

/** A fragment as each page would read it: any is read, and what is written of it opens the same again. */
export async function checkAddress(fragment: string): Promise<void> {
  checkRace(fragment);
  checkEmbed(fragment);
  checkExample(fragment);
  await checkDecoder(fragment);
  await checkComposer(fragment);
  await checkMarks(fragment);
}

function checkEmbed(fragment: string): void {
  for (const kind of EMBED_KINDS) {
    const { content, options, faults } = readEmbed(kind, `#${fragment}`);
    const again = readEmbed(kind, writeEmbed(content, options));
    // A sign too many is left out.
    must(again.content === content.replace(/^#&?/, ''), 'a written embed shows the same');
    must(
      JSON.stringify(again.options) === JSON.stringify(options),
      'a written embed has the same options',
    );
    must(again.faults.length <= faults.length, 'a written embed has no fault of its own');
  }
}

function checkExample(fragment: string): void {
  const example = readExampleAddress(fragment);
  if (example === null || !/^[\w/-]+$/.test(example.rule)) return;
  const again = readExampleAddress(writeExampleAddress(example));
  must(JSON.stringify(again) === JSON.stringify(example), 'a written example is the same');
}

async function checkComposer(fragment: string): Promise<void> {
  const composed = await readComposed(`#${fragment}`);
  if (composed === null || composed === 'damaged') return;
  const { draft, selected } = composed;
  must(selected >= 0 && selected <= Math.max(draft.units.length - 1, 0), 'one unit is selected');
  const { text } = writePlainDraft(draft) ?? (await writePackedDraft(draft));
  if (text === '' || draft.units.length === 0) return;
  const again = await readComposed(`#${text}`);
  if (again === null || again === 'damaged') return must(false, 'a written draft is not damaged');
  must(
    JSON.stringify(bytesOf(again.draft)) === JSON.stringify(bytesOf(draft)),
    'a written draft has the same bytes',
  );
}

async function checkMarks(fragment: string): Promise<void> {
  const marks = await readMarks(`#${fragment}`);
  const plain = writePlainMarks(marks);
  for (const written of [...(plain === null ? [] : [plain]), await writePackedMarks(marks)]) {
    const again = await readMarks(`#${written}`);
    must(again.lost === 0, 'of written marks nothing is lost');
    must(again.notes.length === marks.notes.length, 'written notes are all there');
    must(
      JSON.stringify(again.edits) === JSON.stringify(marks.edits),
      'written changes are the same',
    );
  }
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
