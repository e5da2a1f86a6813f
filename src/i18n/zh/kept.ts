import type { kept as en } from '../en/kept.ts';
import type { Shape } from '../shape.ts';

const MINUTE: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

const daysBetween = (from: Date, to: Date): number =>
  Math.round(
    (new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / 86_400_000,
  );

export const kept: Shape<typeof en> = {
  region: '保存在此浏览器中',
  offer: (name, size, when) => `上次打开的：${name}，${size}，${when}`,
  text: '粘贴的文本',
  when(then, now) {
    const time = then.toLocaleTimeString('zh', MINUTE);
    const days = daysBetween(then, now);
    if (days === 0) return `今天 ${time}`;
    if (days === 1) return `昨天 ${time}`;
    return `${then.toLocaleDateString('zh', { dateStyle: 'medium' })} ${time}`;
  },
  open: '打开',
  forget: '清除记录',
  kept: '地址放不下这份输入，因此只保存在这个浏览器里，连同其中的一切（包括握手里的 Cookie），重新加载后还在。',
  tooLarge: '太大，无法保存：重新加载后就没有了。',
  refused: '浏览器没有空间，或不允许保存：重新加载后就没有了。',
  forgotten: '已清除，什么也没有保存。重新加载后就没有了。',
  damaged: '上次保存的内容已经读不出来，已清除。',
};
