export default function OrganisationPage(_: { id?: string; query?: string }) {
  return null;
}
