import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULE_IDS, type RuleId } from '../../../src/codec/ids.ts';
import { baseOf, judgeDraft } from '../../../src/composer/frames/judge.ts';
import {
  draftOfExample,
  draftOfPreset,
  RFC_PRESETS,
  RULE_PRESETS,
  type ExampleSetting,
} from '../../../src/composer/frames/presets.ts';
import { draftOf } from '../../../src/composer/frames/units.ts';
import type { Draft } from '../../../src/composer/frames/draft.ts';
import { anyFlow, draftOfLines } from './drafts.ts';

const FOLDER = new URL('../../../public/examples/', import.meta.url);
const SETTINGS = JSON.parse(await readFile(new URL('index.json', FOLDER), 'utf8')) as Partial<
  Record<RuleId, Record<'breaks' | 'keeps', ExampleSetting>>
>;

const example = async (rule: RuleId, which: 'breaks' | 'keeps'): Promise<Draft> => {
  const name = which === 'breaks' ? `${rule}.txt` : `${rule}.legal.txt`;
  return draftOfExample(await readFile(new URL(name, FOLDER), 'utf8'), SETTINGS[rule]?.[which]);
};

const broken = async (draft: Draft): Promise<RuleId[]> => {
  const { units } = await judgeDraft(draft, 0);
  return units.flatMap(({ violations }) => violations.map(({ rule }) => rule));
};

describe('the examples', () => {
  it.each(RFC_PRESETS)('%s of the standards breaks no rule', async (preset) => {
    expect(await broken(draftOfPreset(preset))).toEqual([]);
  });

  it.each(RULE_PRESETS)('%s breaks its rule, and its twin keeps it', async (rule) => {
    expect(await broken(await example(rule, 'breaks'))).toContain(rule);
    expect(await broken(await example(rule, 'keeps'))).not.toContain(rule);
  });

  it('are there for every rule whose example is made of frames alone', async () => {
    const framed: RuleId[] = [];
    for (const rule of RULE_IDS.filter((each) => each.startsWith('ws/'))) {
      const text = await readFile(new URL(`${rule}.txt`, FOLDER), 'utf8');
      const heads = /^[<>] (474554|504f5354|48545450|434f4e4e454354)/m.test(text);
      if (!heads) framed.push(rule);
    }
    expect(RULE_PRESETS).toEqual(framed);
  });
});

describe('a draft judged', () => {
  it('never throws, whatever its bytes, and judges every unit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFlow, { maxLength: 5 }), fc.nat(5), async (flows, at) => {
        const draft = draftOf(flows);
        const { units, detail } = await judgeDraft(draft, at);
        expect(units).toHaveLength(flows.length);
        expect(detail === null).toBe(at >= flows.length);
        if (detail === null) return;
        const [wire] = detail.annotation.sources;
        expect(wire?.base).toBe(baseOf(draft, at));
      }),
      { numRuns: 60 },
    );
  });

  it('tells what a receiver reads where a frame announces more than it has', async () => {
    const { units, reading } = await judgeDraft(
      draftOfLines('< 810648656c6c6f', '< 8105576f726c64', '> 8180 00000001'),
      0,
    );
    expect(units.map(({ row }) => row !== null)).toEqual([true, false, true]);
    expect(reading.map(({ at, size, direction }) => [direction[0], at, size])).toEqual([
      ['s', 0, 8],
      ['s', 8, 6],
      ['c', 0, 6],
    ]);
  });

  it('does not take frames for HTTP or TLS, whatever they begin with', async () => {
    const draft = draftOfLines('> 474554202f20485454502f312e310d0a0d0a', '< 160301000100');
    const { units } = await judgeDraft(draft, 0);
    expect(
      units.every(({ row }) => row === null || row.kind === 'frame' || row.kind === 'cut'),
    ).toBe(true);
  });

  it('counts bytes from the end of the handshake', async () => {
    const { units, detail } = await judgeDraft(
      draftOfLines('< 8900', '> 898000000001', '< 8900'),
      2,
    );
    expect(detail?.annotation.sources[0]?.base).toBe(2);
    expect(units.map(({ row }) => row?.frame?.number)).toEqual([0, 1, 2]);
  });
});
