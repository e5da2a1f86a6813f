declare module '*/reference/fields.md' {
  const words: import('../i18n/reference.ts').Reference['fields'];
  export default words;
}

declare module '*/reference/rules.md' {
  const words: import('../i18n/reference.ts').Reference['rules'];
  export default words;
}

declare module '*/reference/close-codes.md' {
  const words: import('../i18n/reference.ts').Reference['closeCodes'];
  export default words;
}
