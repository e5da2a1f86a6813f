/** The themes that a still picture is made for. */
export const match = (name: string): name is 'paper' | 'night' =>
  name === 'paper' || name === 'night';
