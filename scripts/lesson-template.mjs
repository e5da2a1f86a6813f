/** A lesson to begin with: it compiles as it stands, and has one part of each common kind. */
export const TEMPLATES = {
  en: `---
title: Title of the lesson
minutes: 10
needs:
summary: One sentence: what a reader can do afterwards.
---

## Title of the step {#first-step}

One idea in 90 words at most. Words of the standards link to the glossary, as [frame](term:frame) does.

:::frame[What the reader looks at]{sender=server focus=ws.opcode}
81 05 48 65 6c 6c 6f
:::

:::predict
A question to think about before reading on?

- [x] The right answer

  Why it is right.
- [ ] A wrong answer that people give

  What leads to it, and what is so instead.
:::

::claims{ids="60"}
::sources{rfc6455="5.2"}

:::recap
- What to keep.
:::

:::tryout
What to try on one's own traffic.
:::
`,
  zh: `---
title: 课的标题
minutes: 10
needs:
summary: 一句话：读完之后能做什么。
---

## 步骤的标题 {#first-step}

只讲一件事，最多 150 个字。标准里的词链接到词汇表，例如[帧](term:frame)。

:::frame[让读者看什么]{sender=server focus=ws.opcode}
81 05 48 65 6c 6c 6f
:::

:::predict
先想一想再往下读的问题？

- [x] 正确的答案

  为什么对。
- [ ] 人们常给的错误答案

  错在哪里，实际是怎样。
:::

::claims{ids="60"}
::sources{rfc6455="5.2"}

:::recap
- 要记住的。
:::

:::tryout
在自己的流量上试一试什么。
:::
`,
};
