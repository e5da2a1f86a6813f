export const site = { name: 'wire101' };
