import { onMount, untrack } from 'svelte';
import type { Words } from '../i18n/words.ts';
import { Decoder } from '../state/decoder.svelte.ts';
import { fieldNames, namedField } from '../views/embed/chosen-field.ts';
import { clipped } from '../views/embed/clipped.ts';
import { faultText } from '../views/embed/fault-words.ts';
import type { Embed } from '../views/embed/embed.ts';
import { startWorker } from '../worker/connect.ts';
import { pageHref } from './navigation.ts';

/** What of the bytes an embed can show. */
export type Shown = 'waiting' | 'missing' | 'nothing' | 'failed' | 'there';

/** The decoder behind an embed of bytes: reads what the address carries, and again when that changes. */
export class EmbedDecoder {
  readonly decoder = new Decoder(startWorker);
  readonly #embed: () => Embed;
  /** What the address carries has been given to the decoder. */
  #read = $state(false);

  constructor(embed: () => Embed) {
    this.#embed = embed;
  }

  get shown(): Shown {
    const { opening, conversation } = this.decoder;
    const { ready, bytes } = this.#embed();
    if (!ready) return 'waiting';
    if (bytes !== 'there') return bytes === 'none' ? 'missing' : 'nothing';
    if (opening.failure !== null) return 'failed';
    if (conversation.detail !== null) return 'there';
    return this.#read && opening.progress === null && conversation.row === null
      ? 'nothing'
      : 'waiting';
  }

  /** Reads what a fragment carries. */
  read(content: string): void {
    this.#read = false;
    void this.decoder.restore(`#${content}`).then(() => (this.#read = true));
  }

  /** What of the address does not count, in words. */
  faults(words: Words): string[] {
    const { faults, options, content } = this.#embed();
    const said = words.messages.embed.faults;
    const { detail, rows } = this.decoder.conversation;
    const row = Number(new URLSearchParams(content).get('row') ?? 0);
    const told = faults.map((fault) => faultText(fault, words));
    if (rows !== null && rows.count > 0 && row >= rows.count)
      told.push(said.noRow(row, rows.count));
    const { field } = options;
    if (detail !== null && field !== null && namedField(detail.annotation, field) === undefined)
      told.push(said.noField(clipped(field), fieldNames(detail.annotation).join(', ')));
    return told;
  }

  /** What reading has to say where it found nothing, in words. */
  notes({ messages }: Words): string[] {
    const { notes, places } = messages.input;
    return (this.decoder.opened?.sources ?? []).flatMap((source, pane) =>
      source.notes.map(({ id, at, detail }) => {
        const place = this.decoder.input.position(pane, at);
        const where = place === null ? places.file(at) : places.text(place.line, place.column);
        return notes[id](where, clipped(detail));
      }),
    );
  }

  /** The decoder with the same content. */
  href({ locale }: Words): string {
    return pageHref(locale, '/decode/') + this.decoder.address;
  }
}

/** An `EmbedDecoder` that lives as long as the component that asks for it. */
export function useEmbedDecoder(embed: { readonly current: Embed }): EmbedDecoder {
  const reader = new EmbedDecoder(() => embed.current);
  const { ready, bytes, content: carried } = $derived(embed.current);
  const content = $derived(ready && bytes === 'there' ? carried : '');
  $effect(() => {
    const given = content;
    if (given !== '') untrack(() => reader.read(given));
  });
  onMount(() => () => reader.decoder.dispose());
  return reader;
}
