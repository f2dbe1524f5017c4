/** The few signs of the toolbar, drawn so that they take the colour of the text around them. */

const paths = {
  clear: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.4c1 0 2 .34 2.8.92L4.32 10.8A4.6 4.6 0 0 1 8 3.4Zm0 9.2c-1 0-2-.34-2.8-.92l6.48-6.48A4.6 4.6 0 0 1 8 12.6Z',
  reload: 'M13 3v4H9l1.6-1.6A3.8 3.8 0 1 0 11.8 9h1.4a5.2 5.2 0 1 1-1.6-4.6L13 3Z',
  more: 'M8 3.2a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4Zm0 3.6a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4Zm0 3.6a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4Z',
  recording: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z',
  paused: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Zm0 1.4a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2Z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return <svg aria-hidden="true" className={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16"><path fill="currentColor" d={paths[name]} /></svg>;
}
