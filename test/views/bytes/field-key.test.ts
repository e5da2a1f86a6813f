import { describe, expect, it } from 'vitest';
import { FIELD_IDS } from '../../../src/codec/ids.ts';
import { fieldClass, fieldColour } from '../../../src/views/bytes/field-class.ts';
import {
  fieldAtBit,
  fieldAtByte,
  fieldOf,
  keyOf,
  parentsOf,
  selectableLeaves,
} from '../../../src/views/bytes/field-key.ts';
import { closeFrame, HELLO } from './frames.ts';

describe('the key of a field', () => {
  it('is unlike every other key of the unit', () => {
    const keys = selectableLeaves(HELLO).map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('ws.payload@wire:48');
    expect(keys[keys.length - 1]).toBe('ws.payload@unmasked:0');
  });

  it('leads back to the field', () => {
    for (const leaf of selectableLeaves(HELLO)) expect(fieldOf(HELLO, keyOf(leaf))).toBe(leaf);
    expect(fieldOf(HELLO, null)).toBeNull();
    expect(fieldOf(HELLO, 'ws.fin@wire:1')).toBeNull();
  });

  it('knows the fields around it, the nearest first', () => {
    const ids = parentsOf(closeFrame(), 'ws.close-code@unmasked:0').map(keyOf);
    expect(ids).toEqual(['ws.payload@unmasked:0', 'ws.payload@wire:48', 'ws.frame@wire:0']);
  });

  it('is found by bit and by byte', () => {
    expect(fieldAtBit(HELLO, 'wire', 7)?.id).toBe('ws.opcode');
    expect(fieldAtBit(HELLO, 'wire', 8)?.id).toBe('ws.mask');
    expect(fieldAtByte(HELLO, 'wire', 6)?.id).toBe('ws.payload');
    expect(fieldAtByte(HELLO, 'unmasked', 4)?.range.source).toBe('unmasked');
    expect(fieldAtBit(HELLO, 'wire', 88)).toBeNull();
  });

  it('has a colour whatever the field', () => {
    for (const id of FIELD_IDS) expect(fieldColour(id)).toBe(`var(--field-${fieldClass(id)})`);
  });
});
