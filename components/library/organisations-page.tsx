export default function OrganisationsPage(_: { id?: string; query?: string }) {
  return null;
}
