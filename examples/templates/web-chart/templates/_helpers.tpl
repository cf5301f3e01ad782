{{/* Labels of an object, by which pods are selected too; call with (list . "web"). */}}
{{- define "web.labels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ $root.Chart.Name }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "web.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}
{{- end }}

{{- define "web.databaseSecret" -}}
{{ .Values.database.existingSecret | default (printf "%s-db" .Release.Name) }}
{{- end }}

{{/* What the pod security standard "restricted" asks of a container. */}}
{{- define "web.containerSecurity" -}}
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
{{- end }}

{{/* Environment of web and worker; call with (list . "what the log says"). */}}
{{- define "web.env" -}}
{{- $root := index . 0 -}}
- name: APP_VERSION
  value: {{ $root.Values.image.tag | quote }}
- name: BRANCH
  value: {{ $root.Values.branch | quote }}
- name: LOG_LINE
  value: {{ index . 1 | quote }}
{{- if $root.Values.database.enabled }}
- name: DATABASE_HOST
  value: {{ $root.Release.Name }}-db
- name: DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "web.databaseSecret" $root }}
      key: password
{{- end }}
{{- end }}
