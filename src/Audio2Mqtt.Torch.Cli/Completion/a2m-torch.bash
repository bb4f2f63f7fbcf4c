# bash completion for a2m-torch: source <(a2m-torch completion bash)
_a2m_torch() {
    # The program is asked with what stands before the cursor; no answer means: file names.
    local line=${COMP_LINE:0:COMP_POINT} program=${COMP_WORDS[0]/#\~/$HOME}
    mapfile -t COMPREPLY < <("$program" '[suggest]' "a2m-torch${line#"${COMP_WORDS[0]}"}" 2>/dev/null)
    # In --option=value the = ends a word of bash, unless COMP_WORDBREAKS says otherwise.
    [[ $COMP_WORDBREAKS != *=* ]] || COMPREPLY=("${COMPREPLY[@]#--*=}")
}
complete -o bashdefault -o default -F _a2m_torch a2m-torch
