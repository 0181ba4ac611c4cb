import { mount } from 'svelte';
import { arrive } from './api/signin';
import App from './App.svelte';
import { router } from './shown/router.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/tables.css';

const page = document.getElementById('page');
if (page === null) {
  throw new Error('index.html lacks the element #page.');
}
void arrive().then(() => {
  router.again();
  mount(App, { target: page });
});
