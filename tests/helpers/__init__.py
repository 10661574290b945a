"""What tests share: invented cities and pages, odd files, and other software that looks at the results."""
