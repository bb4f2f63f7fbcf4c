# fish completion for a2m-torch: a2m-torch completion fish | source
function __a2m_torch_suggest
    # The program is asked with what stands before the cursor; no answer means: file names.
    set -l words (commandline -opc) (commandline -ct)
    set -l found (A2M_NO_INSTALL=1 $words[1] '[suggest]' (string join ' ' -- a2m-torch $words[2..-1]) 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path $words[-1]
    end
end
complete -c a2m-torch -f -a '(__a2m_torch_suggest)'
