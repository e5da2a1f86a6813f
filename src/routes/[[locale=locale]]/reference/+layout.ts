import { loadMore, localeOf } from '../../../i18n/index.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ params }) => ({
  more: await loadMore(localeOf(params.locale)),
});
