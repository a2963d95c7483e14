/** Where a login key leads; the host is reserved for examples and belongs to nobody. */
export const LOGIN_PAGE = 'https://sandbox.example.com/login.aspx?loginkey=';
