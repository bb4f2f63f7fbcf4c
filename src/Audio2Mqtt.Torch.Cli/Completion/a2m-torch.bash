# bash completion for a2m-torch: source <(a2m-torch completion bash)
_a2m_torch() {
    # The program is asked with what stands before the cursor; no answer means: file names.
    local line=${COMP_LINE:0:COMP_POINT} program=${COMP_WORDS[0]/#\~/$HOME}
    mapfile -t COMPREPLY < <(A2M_NO_INSTALL=1 "$program" '[suggest]' "a2m-torch${line#"${COMP_WORDS[0]}"}" 2>/dev/null)
}
complete -o bashdefault -o default -F _a2m_torch a2m-torch
