using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>max(x, 0), element by element.</summary>
        public static ReLU ReLU(bool inplace = false) => new(inplace);
    }
}
