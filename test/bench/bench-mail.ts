/** A mail of the size that the bench sends: 20 kB of HTML and text. */
export async function benchMail(): Promise<{ subject: string; html: string; text: string }> {
  return {
    subject: 'A mail of 20 kB',
    html: `<p>${'Lorem ipsum dolor sit amet, '.repeat(600)}</p>`,
    text: 'Lorem ipsum dolor sit amet,\n'.repeat(100),
  };
}
