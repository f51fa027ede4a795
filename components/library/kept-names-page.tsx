export default function KeptNamesPage(_: { id?: string; query?: string }) {
  return null;
}
