/** The little colour arithmetic the look is tested with. A colour is gamma-encoded sRGB, each channel 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];
type Matrix = readonly [Colour, Colour, Colour];

export function hex(text: string): Colour {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (match === null) throw new Error(`not a six-digit colour: ${text}`);
  const channel = (digits: string | undefined) => parseInt(digits ?? '', 16) / 255;
  return [channel(match[1]), channel(match[2]), channel(match[3])];
}

/** `color-mix(in srgb, over share, under)` */
export function mix(over: Colour, share: number, under: Colour): Colour {
  return each(over, (channel, i) => channel * share + (under[i] ?? 0) * (1 - share));
}

/** WCAG 2.2 contrast ratio. */
export function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, severity 1, applied to linear light. */
export const SIGHT: Readonly<Record<string, Matrix>> = {
  typical: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export function seenWith(sight: Matrix, colour: Colour): Colour {
  return each(multiply(sight, each(colour, linear)), (light) => encoded(clamp(light)));
}

/** Distance in OKLab; 0.02 is about the least a trained eye tells apart side by side. */
export function distance(a: Colour, b: Colour): number {
  const [p, q] = [oklab(a), oklab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** Ottosson 2020. */
function oklab(colour: Colour): Colour {
  const cones = multiply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    each(colour, linear),
  );
  return multiply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    each(cones, Math.cbrt),
  );
}

function luminance(colour: Colour): number {
  const [red, green, blue] = each(colour, linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function encoded(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function multiply(matrix: Matrix, [x, y, z]: Colour): Colour {
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
  function row([a, b, c]: Colour): number {
    return a * x + b * y + c * z;
  }
}

function each(colour: Colour, change: (channel: number, index: number) => number): Colour {
  return [change(colour[0], 0), change(colour[1], 1), change(colour[2], 2)];
}
