import eventFields from '../../../lessons/en/reference/event-fields.md';
import headers from '../../../lessons/en/reference/headers.md';
import opcodes from '../../../lessons/en/reference/opcodes.md';
import parameters from '../../../lessons/en/reference/parameters.md';
import type { MoreReference } from '../reference.ts';

export const more: MoreReference = { opcodes, headers, parameters, eventFields };
