import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReport } from '../../src/trace/report.ts';
import type { Report } from '../../src/trace/report-format.ts';
import { writeReport } from '../../src/trace/write-report.ts';

const written = (report: Report) => [...writeReport(report)].join('');

describe('a report as a file', () => {
  it('says what the report says, whatever that is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(written(value as unknown as Report))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it('has a line for each frame, message and violation', async () => {
    const report = await decodeReport('81 05 48 65 6c 6c 6f 83 00 82 00');
    const lines = written(report).split('\n');
    expect(lines.filter((line) => line.includes('"opcode":'))).toHaveLength(3);
    expect(lines.filter((line) => line.includes('"sha256":'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('"rule":'))).toHaveLength(1);
    expect(JSON.parse(lines.join('\n'))).toEqual(report);
  });

  it('may be longer than a string', async () => {
    const report = await decodeReport('81 00');
    const frame = report.connections[0]!.frames[0]!;
    const frames = Array.from({ length: 10_000 }, () => frame);
    const [connection] = report.connections;
    let longest = 0;
    for (const piece of writeReport({ ...report, connections: [{ ...connection!, frames }] })) {
      longest = Math.max(longest, piece.length);
    }
    expect(longest).toBeLessThan(1000);
  });
});
