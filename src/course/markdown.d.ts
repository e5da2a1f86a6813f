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

declare module '*/reference/opcodes.md' {
  const words: import('../i18n/reference.ts').MoreReference['opcodes'];
  export default words;
}

declare module '*/reference/headers.md' {
  const words: import('../i18n/reference.ts').MoreReference['headers'];
  export default words;
}

declare module '*/reference/parameters.md' {
  const words: import('../i18n/reference.ts').MoreReference['parameters'];
  export default words;
}

declare module '*/reference/event-fields.md' {
  const words: import('../i18n/reference.ts').MoreReference['eventFields'];
  export default words;
}

declare module '*/reference/glossary.md' {
  const words: import('./lesson.ts').Glossary;
  export default words;
}

declare module 'virtual:course/en' {
  export const lessons: readonly import('./lesson.ts').LessonEntry[];
  export const loaders: import('./lesson.ts').LessonLoaders;
}

declare module 'virtual:course/en/exam' {
  export const tasks: readonly import('./lesson.ts').ExamTask[];
}

declare module 'virtual:course/zh' {
  export const lessons: readonly import('./lesson.ts').LessonEntry[];
  export const loaders: import('./lesson.ts').LessonLoaders;
}

declare module 'virtual:course/zh/exam' {
  export const tasks: readonly import('./lesson.ts').ExamTask[];
}
