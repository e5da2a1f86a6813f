export const bytes = {};
