/** What a visitor may choose; `system` follows the system's own choice. */
export type ThemeName = 'system' | 'paper' | 'night';
