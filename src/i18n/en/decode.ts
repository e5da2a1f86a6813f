export const decode = {};
