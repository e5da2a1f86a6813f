/** A page of the site, in the header. */
export interface PageLink {
  readonly href: string;
  readonly text: string;
  readonly current: boolean;
}

/** This page in a language. */
export interface LanguageLink {
  readonly tag: string;
  readonly short: string;
  readonly name: string;
  readonly href: string;
  readonly current: boolean;
}
