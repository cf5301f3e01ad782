import { imagesOf } from './imagesOf';
import { parseManifests } from './parseManifests';

const images = (yaml: string) =>
  imagesOf(parseManifests(yaml, 'web.yaml').map(({ object }) => object));

it('finds each image once, also of init containers and of templates of jobs', () => {
  expect(
    images(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      initContainers: [{ name: migrate, image: "tool:2" }]
      containers: [{ name: web, image: "shop:1" }, { name: log, image: "log:3" }]
---
apiVersion: batch/v1
kind: Job
metadata: { name: seed }
spec: { template: { spec: { containers: [{ name: seed, image: "seed:4" }] } } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: clean }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          initContainers: [{ name: wait, image: "shop:1" }]
          containers: [{ name: clean, image: "clean:5" }]
---
apiVersion: v1
kind: Pod
metadata: { name: debug }
spec: { containers: [{ name: debug, image: "debug:6" }] }
`),
  ).toEqual(['tool:2', 'shop:1', 'log:3', 'seed:4', 'clean:5', 'debug:6']);
});

it('leaves out what is not pulled, and what has no pods', () => {
  expect(
    images(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: web, image: "preloaded:1", imagePullPolicy: Never }
    - { name: nothing }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { image: "shop:1" }
`),
  ).toEqual([]);
});
