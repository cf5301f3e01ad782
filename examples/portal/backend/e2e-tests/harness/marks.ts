/** A secret that is planted somewhere, and is to be found nowhere else. */
export interface Mark {
  /** Where it was planted. */
  where: string;
  value: string;
}

/** What of a mark stands in a text, in clear, as base64 at any place of it, or URL-encoded. */
export function marksIn(text: string, marks: readonly Mark[]): string[] {
  return marks.flatMap(({ where, value }) => {
    const found = formsOf(value).find(({ form }) => text.includes(form));
    return found ? [`${where}, ${found.how}`] : [];
  });
}

function formsOf(value: string) {
  const encoded = [0, 1, 2].map(offset => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const start = Math.ceil((offset * 8) / 6);
    return bytes
      .toString('base64')
      .slice(start, Math.floor((bytes.length * 8) / 6));
  });
  return [
    { how: 'in clear', form: value },
    ...encoded.map(form => ({ how: 'as base64', form })),
    { how: 'URL-encoded', form: encodeURIComponent(value) },
    { how: 'as JSON', form: JSON.stringify(value).slice(1, -1) },
  ];
}
