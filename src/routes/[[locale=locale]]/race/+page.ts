import { pause } from '../../pause.ts';
import type { EntryGenerator, PageLoad } from './$types';

export const entries: EntryGenerator = () => [{}, { locale: 'zh' }];

export const load: PageLoad = pause;
