import type { Hit } from './hit.ts';
import type { Choice } from './lane.ts';
import type { Shape } from './shapes.ts';

const WIDER = 7;
const FAINT = 0.28;

/** What lies under the shapes that are pointed at, focused or chosen. */
export function haloOf(
  shapes: readonly Shape[],
  lane: string,
  marked: readonly Choice[],
  hovered: Hit | null,
): Shape[] {
  const chosen = marked.flatMap((choice) =>
    choice.lane === lane ? shapes.filter((shape) => isOf(shape, choice)) : [],
  );
  const pointed = hovered === null ? [] : shapes.filter(({ of }) => of === hovered.of);
  return [...new Set([...chosen, ...pointed])].flatMap(halo);
}

const isOf = ({ of }: Shape, { connection, transfer }: Choice): boolean =>
  of?.kind === 'transfer' && of.connection === connection && of.transfer === transfer;

function halo(shape: Shape): Shape[] {
  switch (shape.shape) {
    case 'line':
      return [{ ...shape, alpha: FAINT, width: shape.width + WIDER, dashed: false, head: 0 }];
    case 'bar':
      return [{ ...shape, alpha: FAINT, edged: false }];
    case 'dot':
    case 'cross':
      return [
        { ...shape, shape: 'dot', radius: shape.radius + WIDER / 2, alpha: FAINT, hollow: false },
      ];
    case 'text':
      return [];
  }
}
