import eventFields from '../../../lessons/zh/reference/event-fields.md';
import headers from '../../../lessons/zh/reference/headers.md';
import opcodes from '../../../lessons/zh/reference/opcodes.md';
import parameters from '../../../lessons/zh/reference/parameters.md';
import type { MoreReference } from '../reference.ts';

export const more: MoreReference = { opcodes, headers, parameters, eventFields };
