import { mount } from 'svelte';
import App from './App.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/tables.css';

const page = document.getElementById('page');
if (page === null) {
  throw new Error('index.html lacks the element #page.');
}
mount(App, { target: page });
