interface ImportMetaEnv {
  /** The address of the site, ending with a slash; empty where the build was not told. */
  readonly SITE_URL: string;
}
