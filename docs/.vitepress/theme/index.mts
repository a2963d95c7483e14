import { useRoute } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { nextTick, onMounted, watch } from 'vue';
import './site.css';

/** The first page of VitePress does not say which part of it is the main one: a screen reader jumps there. */
async function nameMainPart(): Promise<void> {
	await nextTick();
	document.querySelector('.VPHome')?.setAttribute('role', 'main');
}

export default {
	extends: DefaultTheme,
	setup() {
		const route = useRoute();
		onMounted(nameMainPart);
		watch(() => route.path, nameMainPart);
	},
};
