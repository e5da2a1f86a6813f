/** The only locale in an address is Chinese; English pages stand at the root. */
export const match = (param: string): param is 'zh' => param === 'zh';
