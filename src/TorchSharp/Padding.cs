namespace TorchSharp;

/// <summary>Named paddings of a convolution.</summary>
public enum Padding
{
    /// <summary>None: the output shrinks.</summary>
    Valid = 0,

    /// <summary>As much as keeps the length (stride 1 only); an odd total has its extra element at the end.</summary>
    Same = 1,
}
