/** Made by the bundler of the host: file of an icon, `unicons/link.svg` → its drawing. */
declare module 'host:icons' {
  const drawings: Readonly<Record<string, string>>;
  export default drawings;
}
